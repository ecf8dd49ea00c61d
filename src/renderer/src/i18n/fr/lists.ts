/** What channels and playlists have in common. */
export const lists = {
  sync: {
    running: 'Lecture des chaînes et des listes…',
    done: 'État du {when}',
    offline: 'Pas de réseau. État du {when}',
    never: 'Pas encore lu',
    failed: 'La lecture a échoué',
    failedSince: 'La lecture a échoué. État du {when}',
    now: 'Relire les chaînes et les listes',
  },
  empty: {
    noAccount: 'Aucun compte pour l’instant',
    noAccountHint: 'Connectez-vous à une instance PeerTube pour voir ce qui est à vous.',
  },
  form: {
    restored: 'Ce que vous aviez saisi est toujours là, mais n’est pas encore enregistré.',
    offline: 'Pas de réseau. Ce que vous enregistrez attend et partira dès son retour.',
    waits: 'C’est enregistré et partira dès que l’instance sera joignable.',
    conflict: 'Cela a aussi changé sur l’instance. Rien n’est remplacé tant que vous n’avez pas décidé.',
    waitingNew: 'À créer',
    discard: 'Abandonner les modifications',
    arrived: 'Enregistré.',
  },
  problems: {
    required: 'À renseigner.',
    'too-short': 'Au moins {min} caractères.',
    'too-long': 'Au plus {max} caractères ; il y en a {actual}.',
    'bad-name':
      'Minuscules, chiffres, points, traits d’union et tirets bas ; une lettre, un chiffre ou un tiret bas aux deux bouts.',
    'needs-channel': 'Choisissez une chaîne : une liste visible par d’autres appartient à une chaîne.',
    'stop-before-start': 'La fin vient après le début.',
    'too-late': 'La vidéo se termine à {max}.',
  },
  refusals: {
    'name-taken': 'Ce nom est, ou a été, celui de quelqu’un sur cette instance. Choisissez-en un autre.',
    'too-many-channels':
      'Cette instance n’autorise pas d’autre chaîne. Supprimez-en une, ou adressez-vous à ses responsables.',
    'last-channel': 'Chaque compte garde au moins une chaîne : créez-en d’abord une autre.',
    'picture-too-large': 'L’instance trouve l’image trop lourde.',
    'needs-channel': 'Choisissez une chaîne : une liste visible par d’autres appartient à une chaîne.',
    'more-videos':
      'Elle contient plus de vidéos que lorsque vous avez décidé, et a été gardée. Retirez la suppression, regardez-les, et supprimez-la de nouveau si vous le voulez toujours.',
  },
  crop: {
    hint: 'Faites glisser l’image ou utilisez les flèches ; plus et moins changent le zoom.',
    area: 'Partie de l’image',
    zoom: 'Zoom',
    use: 'Utiliser cette partie',
    unreadable: 'Ce fichier n’est pas une image qui peut être affichée ici.',
    'too-large': 'Cette partie est trop lourde pour l’instance. Zoomez, ou choisissez une image plus petite.',
  },
}
