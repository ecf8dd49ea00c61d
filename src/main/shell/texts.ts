/** The few words that the main process says itself: menus, system dialogs, notifications. The window has its own. */
const english = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  addFiles: 'Add videos…',
  addFolder: 'Add a folder…',
  addAccount: 'Add an account…',
  settings: 'Settings…',
  uploads: 'Uploads',
  receipts: 'Receipts',
  library: 'Library',
  quit: 'Quit Longshore',
  about: 'About Longshore',
  services: 'Services',
  hide: 'Hide Longshore',
  hideOthers: 'Hide others',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomReset: 'Actual size',
  fullScreen: 'Full screen',
  minimize: 'Minimise',
  close: 'Close window',
  homepage: 'What PeerTube is',
  quitTitle: 'Uploads are running',
  quitOne: 'One upload is not finished.',
  quitMany: '{count} uploads are not finished.',
  quitDetail:
    'They stop now and go on by themselves at the next start. A PeerTube server keeps a half-sent video for about an hour; after that it is sent again from the beginning. Nothing that you typed is lost.',
  quitNow: 'Quit',
  stay: 'Keep uploading',
  openTitle: 'Open in your browser?',
  openDetail: 'This leaves Longshore for {host}.',
  open: 'Open',
  cancel: 'Cancel',
  pickVideos: 'Choose videos',
  pickFolder: 'Choose a folder',
  pickPicture: 'Choose a picture',
  pickCaption: 'Choose a caption file',
  locateFile: 'Where is “{name}” now?',
  saveReceipts: 'Save receipts',
  videos: 'Videos',
  pictures: 'Pictures',
  captions: 'Captions',
  allFiles: 'All files',
  publishedTitle: 'Published',
  processedTitle: 'Processed by the instance',
  processingFailedTitle: 'The instance could not process a video',
  attentionTitle: 'An upload needs you',
  externalTitle: 'Sign in to {host}',
  newerDatabaseTitle: 'This profile is from a newer Longshore',
  newerDatabaseDetail: 'Install the newest version to open it. Nothing was changed.',
  brokenStartTitle: 'Longshore could not start',
  brokenStartDetail:
    'Free some space if the disk is full, then start it again. If it comes back, report these words: {message}',
}

export type Texts = typeof english

const french: Texts = {
  file: 'Fichier',
  edit: 'Édition',
  view: 'Affichage',
  window: 'Fenêtre',
  help: 'Aide',
  addFiles: 'Ajouter des vidéos…',
  addFolder: 'Ajouter un dossier…',
  addAccount: 'Ajouter un compte…',
  settings: 'Réglages…',
  uploads: 'Envois',
  receipts: 'Reçus',
  library: 'Bibliothèque',
  quit: 'Quitter Longshore',
  about: 'À propos de Longshore',
  services: 'Services',
  hide: 'Masquer Longshore',
  hideOthers: 'Masquer les autres',
  undo: 'Annuler',
  redo: 'Rétablir',
  cut: 'Couper',
  copy: 'Copier',
  paste: 'Coller',
  selectAll: 'Tout sélectionner',
  zoomIn: 'Agrandir',
  zoomOut: 'Réduire',
  zoomReset: 'Taille réelle',
  fullScreen: 'Plein écran',
  minimize: 'Réduire la fenêtre',
  close: 'Fermer la fenêtre',
  homepage: 'Découvrir PeerTube',
  quitTitle: 'Des envois sont en cours',
  quitOne: 'Un envoi n’est pas terminé.',
  quitMany: '{count} envois ne sont pas terminés.',
  quitDetail:
    'Ils s’arrêtent maintenant et reprennent d’eux-mêmes au prochain démarrage. Un serveur PeerTube garde environ une heure une vidéo à moitié envoyée ; passé ce délai, elle est renvoyée depuis le début. Rien de ce que vous avez saisi n’est perdu.',
  quitNow: 'Quitter',
  stay: 'Continuer les envois',
  openTitle: 'Ouvrir dans votre navigateur ?',
  openDetail: 'Vous quittez Longshore pour {host}.',
  open: 'Ouvrir',
  cancel: 'Annuler',
  pickVideos: 'Choisir des vidéos',
  pickFolder: 'Choisir un dossier',
  pickPicture: 'Choisir une image',
  pickCaption: 'Choisir un fichier de sous-titres',
  locateFile: 'Où se trouve « {name} » à présent ?',
  saveReceipts: 'Enregistrer les reçus',
  videos: 'Vidéos',
  pictures: 'Images',
  captions: 'Sous-titres',
  allFiles: 'Tous les fichiers',
  publishedTitle: 'Publiée',
  processedTitle: 'Traitée par l’instance',
  processingFailedTitle: 'L’instance n’a pas pu traiter une vidéo',
  attentionTitle: 'Un envoi a besoin de vous',
  externalTitle: 'Connexion à {host}',
  newerDatabaseTitle: 'Ce profil vient d’une version plus récente de Longshore',
  newerDatabaseDetail: 'Installez la dernière version pour l’ouvrir. Rien n’a été modifié.',
  brokenStartTitle: 'Longshore n’a pas pu démarrer',
  brokenStartDetail:
    'Libérez de la place si le disque est plein, puis relancez. Si cela se reproduit, signalez ces mots : {message}',
}

export type Language = 'en' | 'fr'

/** The language of a setting: `system` follows the system's locale, and English stands in for all that we lack. */
export function chosenLanguage(setting: 'system' | Language, systemLocale: string): Language {
  if (setting !== 'system') return setting
  return systemLocale.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}

export function textsFor(language: Language): Texts {
  return language === 'fr' ? french : english
}

/** Fills `{name}` places. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
