export const intake = {
  reading: 'Lecture de {count} fichier… | Lecture de {count} fichiers…',
  readingFolder: 'Recherche de vidéos…',
  cancel: 'Arrêter la lecture',
  added: '{count} vidéo ajoutée | {count} vidéos ajoutées',
  nothingAdded: 'Rien n’a été ajouté',
  waiting: '{count} fichier attend votre connexion | {count} fichiers attendent votre connexion',
  dialog: {
    title: 'Non ajoutés',
    summary:
      '{count} fichier laissé de côté. Rien n’a changé sur votre disque. | {count} fichiers laissés de côté. Rien n’a changé sur votre disque.',
    addAgain: 'L’ajouter quand même | Ajouter les {count} déjà envoyés',
    more: 'Seuls les {count} premiers sont affichés.',
    early: {
      'disk-full': 'Le disque de cet ordinateur est plein. Libérez de la place, puis ajoutez-les à nouveau.',
      internal: 'Longshore n’a pas pu continuer. Ce qui est ajouté reste\u00a0; ajoutez le reste à nouveau.',
    },
  },
  reasons: {
    empty: 'Le fichier est vide',
    unreadable: 'Le fichier est illisible ({detail})',
    'no-path':
      'Le système ne dit pas où il se trouve. Enregistrez-le d’abord, ou choisissez-le avec «\u00a0Ajouter\u00a0»',
    'not-a-video': 'L’instance n’accepte pas ce type de fichier ({detail})',
    hidden: 'Fichier caché. Pour l’ajouter, déposez le fichier lui-même',
    special: 'Ni un fichier ni un dossier',
    'no-extension': 'Son nom n’a pas d’extension comme .mp4, à laquelle l’instance reconnaît une vidéo',
    'disk-full':
      'Le disque des données de Longshore est plein\u00a0: libérez de la place et ajoutez-le de nouveau',
    'not-permitted': 'Vous n’avez pas le droit de le lire',
    'too-large': 'Plus lourd que votre quota, ou que tout envoi permis',
    'already-queued': 'Déjà dans la liste\u00a0: {detail}',
    'already-sent': 'Déjà envoyé\u00a0: {detail}',
    vanished: 'Il a disparu pendant la lecture du dossier',
    'not-captions': 'Son contenu n’est pas celui de sous-titres (WebVTT ou SubRip)',
    'not-a-picture': 'Son contenu n’est pas une image que l’instance accepte',
    'attachment-too-large': 'Plus lourd que ce que l’instance accepte pour des sous-titres ou une image',
    'language-taken': 'La vidéo a déjà des sous-titres dans cette langue\u00a0: {detail}',
    'picture-taken': 'La vidéo a déjà une miniature\u00a0: {detail}',
    'not-stored': 'Longshore n’a pas pu l’inscrire dans sa liste ({detail})',
  },
}
