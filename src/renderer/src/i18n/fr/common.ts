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
  videoUnplayable:
    'Cette vidéo ne peut pas être lue pour l’instant\u00a0: l’instance ne donne aucun fichier lisible ici, ou elle est injoignable.',
  removeItem: 'Retirer « {name} »',
}
