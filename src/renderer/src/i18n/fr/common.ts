export const common = {
  cancel: 'Annuler',
  close: 'Fermer',
  back: 'Retour',
  save: 'Enregistrer',
  retry: 'Réessayer',
  copied: 'Copié',
  openInBrowser: 'Ouvrir dans le navigateur',
  moreActions: 'Autres actions',
  loading: 'Chargement…',
  closePanel: 'Fermer le panneau latéral',
}
