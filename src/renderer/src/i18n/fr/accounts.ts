export const accounts = {
  quota: '{used} sur {total} utilisés',
  refresh: 'Actualiser',
  signOut: 'Se déconnecter',
  signInAgain: 'Se reconnecter',
  removeAccount: 'Retirer le compte',
  actionsFor: 'Actions pour {account}',
  confirmSignOut: {
    title: 'Déconnecter {account}\u00a0?',
    body: 'Ses envois se mettent en pause et attendent. Ils reprendront où ils en sont à votre retour.',
  },
  confirmRemove: {
    title: 'Retirer {account}\u00a0?',
    body: 'Ses brouillons et envois inachevés quittent cette liste. Les vidéos sur {host} et vos reçus restent.',
  },
}
