export const errors = {
  'address-invalid': {
    title: 'Ce n’est pas une adresse',
    hint: 'Saisissez-la comme dans le navigateur, par exemple tube.example.org.',
  },
  'not-peertube': {
    title: 'Aucun PeerTube à cette adresse',
    hint: 'Le serveur répond, mais c’est autre chose. Vérifiez l’adresse, ou ouvrez-la d’abord dans un navigateur.',
  },
  'instance-unreachable': {
    title: 'Le serveur ne répond pas',
    hint: 'Vérifiez l’orthographe et votre connexion, puis réessayez. L’instance est peut-être arrêtée un moment.',
  },
  'instance-tls': {
    title: 'Le certificat du serveur n’est pas fiable',
    hint: 'Rien n’a été envoyé. Vérifiez la date de cet ordinateur, ou prévenez l’équipe de l’instance.',
  },
  'instance-too-old': {
    title: 'Ce PeerTube est trop ancien',
    hint: 'Il est en version {version}\u00a0; Longshore demande la 5.0 ou plus récente. Demandez à l’équipe de l’instance de le mettre à jour.',
  },
  'http-needs-consent': {
    title: 'Cette adresse n’est pas chiffrée',
    hint: 'En http, votre mot de passe peut être lu en chemin. Continuez seulement sur un réseau de confiance.',
  },
  'wrong-credentials': {
    title: 'Identifiant ou mot de passe incorrect',
    hint: 'Saisissez de nouveau le mot de passe. L’adresse e-mail peut aussi servir d’identifiant.',
  },
  'otp-wrong': {
    title: 'Ce code n’a pas été accepté',
    hint: 'Les codes changent toutes les 30 secondes\u00a0: attendez le suivant et saisissez-le.',
  },
  'account-blocked': {
    title: 'Ce compte est bloqué',
    hint: 'La modération de l’instance l’a bloqué et peut seule le débloquer\u00a0: écrivez-lui.',
  },
  'email-not-verified': {
    title: 'L’adresse e-mail n’est pas encore confirmée',
    hint: 'Ouvrez le message envoyé par l’instance et suivez son lien, puis reconnectez-vous.',
  },
  'registration-pending': {
    title: 'L’inscription attend une approbation',
    hint: 'La modération n’a pas encore décidé. L’instance vous écrira quand ce sera fait.',
  },
  'registration-refused': {
    title: 'L’inscription a été refusée',
    hint: 'La modération ne l’a pas acceptée. Écrivez-lui, ou choisissez une autre instance.',
  },
  'password-too-long': {
    title: 'Le mot de passe est trop long pour cette instance',
    hint: 'Elle accepte 72 octets au plus. Choisissez-en un plus court sur le site, puis connectez-vous ici.',
  },
  'too-many-logins': {
    title: 'Trop de tentatives de connexion',
    hint: 'L’instance demande une pause. Réessayez dans {wait}.',
  },
  'external-login-only': {
    title: 'Ce compte se connecte ailleurs',
    hint: 'Il dépend d’un service externe de l’instance\u00a0: utilisez son bouton ci-dessous.',
  },
  'external-login-failed': {
    title: 'La connexion externe a échoué',
    hint: 'Le service n’a pas donné d’autorisation. Réessayez, ou demandez à l’équipe de l’instance.',
  },
  'external-login-closed': {
    title: 'La fenêtre de connexion a été fermée',
    hint: 'Rien n’a changé. Rouvrez-la quand vous voulez.',
  },
  'host-refused': {
    title: 'Le serveur a refusé la demande',
    hint: 'Quelque chose devant l’instance, un proxy ou un pare-feu, a dit non. Essayez un autre réseau ou demandez à son équipe.',
  },
  'already-signed-in': { title: 'Ce compte est déjà là', hint: 'Il se trouve dans la barre latérale.' },
  'no-secure-store': {
    title: 'Cet ordinateur n’offre pas d’endroit sûr pour la connexion',
    hint: 'Aucun trousseau ne répond. Vous pouvez vous connecter pour cette session\u00a0: le compte est oublié à la fermeture de Longshore.',
  },
  'signed-out': {
    title: 'Ce compte est déconnecté',
    hint: 'Reconnectez-vous\u00a0: ses envois attendent et reprendront où ils en étaient.',
  },
  'live-not-enabled': {
    title: 'Cette instance ne propose pas de directs',
    hint: 'Ses responsables les ont désactivés. Demandez-leur, ou utilisez un compte sur une autre instance.',
  },
  'live-replay-not-allowed': {
    title: 'Cette instance ne garde pas les rediffusions des directs',
    hint: 'Créez le direct sans rediffusion\u00a0; vous pouvez l’enregistrer dans votre encodeur et envoyer le fichier.',
  },
  'live-latency-not-allowed': {
    title: 'Le délai ne peut pas être choisi sur cette instance',
    hint: 'Prenez le délai habituel.',
  },
  'live-dvr-not-allowed': {
    title: 'Sur cette instance, on ne peut pas revenir en arrière dans un direct',
    hint: 'Réglez le retour en arrière sur «\u00a0impossible\u00a0».',
  },
  'live-conflict': {
    title: 'Ici, un direct permanent ne peut pas garder de rediffusions',
    hint: 'Choisissez l’un des deux\u00a0: permanent, ou une fois avec rediffusion.',
  },
  'live-user-limit': {
    title: 'Vous avez autant de directs que l’instance en permet',
    hint: 'Supprimez-en un dont vous n’avez plus besoin, ou réutilisez un direct permanent.',
  },
  'live-instance-limit': {
    title: 'L’instance a autant de directs qu’elle en permet',
    hint: 'D’autres doivent d’abord terminer les leurs. Réessayez plus tard.',
  },
  'live-started': {
    title: 'Le direct est à l’antenne, ou terminé',
    hint: 'Ses réglages ne peuvent être modifiés que pendant qu’il attend.',
  },
  'live-time-passed': {
    title: 'Une heure annoncée est passée avant l’envoi\u00a0: choisissez-en une plus tard, ou retirez-la',
    hint: 'Rien n’a changé sur l’instance.',
  },
  'not-found': {
    title: 'Cela n’existe plus',
    hint: 'L’élément a été retiré entre-temps. Actualisez et regardez de nouveau.',
  },
  'not-allowed-now': {
    title: 'Impossible pour le moment',
    hint: 'L’état a changé entre-temps. Regardez de nouveau et recommencez au besoin.',
  },
  'table-refused': {
    title: 'Ce tableau n’a pas été repris',
    hint: 'Rien n’a été modifié. Comparez-le avec un tableau exporté par Longshore.',
  },
  'list-changed': {
    title: 'La liste a changé entre-temps',
    hint: 'Rien n’a été fait. Regardez la liste, choisissez à nouveau les vidéos, puis recommencez.',
  },
  'pattern-invalid': {
    title: 'Ce motif est illisible',
    hint: 'Cherchez un crochet ou une parenthèse non fermés. Les assertions avant et les références arrière ne sont pas reconnues ici.',
  },
  'link-not-opened': {
    title: 'Ce lien ne s’ouvre pas d’ici',
    hint: 'Longshore ne transmet que des adresses chiffrées (https). Copiez-le dans votre navigateur s’il est de confiance.',
  },
  'invalid-input': {
    title: 'Quelque chose ne va pas dans la saisie',
    hint: 'Vérifiez ce que vous avez saisi et réessayez.',
  },
  'unsupported-picture': {
    title: 'Ce format d’image n’est pas accepté',
    hint: 'Utilisez une image JPEG, PNG ou WebP.',
  },
  'picture-too-large': { title: 'L’image est trop lourde', hint: 'Réduisez-la et choisissez-la de nouveau.' },
  'unsupported-caption': {
    title: 'Ce fichier de sous-titres n’est pas accepté',
    hint: 'Utilisez un fichier .vtt ou .srt.',
  },
  'file-unreadable': {
    title: 'Le fichier est illisible',
    hint: 'Vérifiez qu’il est toujours là et que vous avez le droit de l’ouvrir.',
  },
  'disk-full': {
    title: 'Le disque est plein',
    hint: 'Libérez de la place, puis réessayez. Rien de ce que vous avez saisi n’est perdu.',
  },
  'folder-unwritable': {
    title: 'Le dossier n’accepte pas de fichier',
    hint: 'Il n’existe peut-être plus, ou il est en lecture seule. Choisissez un autre dossier, puis réessayez.',
  },
  'size-differs': {
    title: 'Le fichier reçu est incomplet',
    hint: 'Sa fin manque, ou sa taille n’est pas celle que l’instance avait annoncée. Réessayez\u00a0: il sera repris depuis le début.',
  },
  'database-newer': {
    title: 'Une version plus récente de Longshore a servi ici',
    hint: 'Cette version ne peut pas lire ses données. Réinstallez la plus récente.',
  },
  'server-refused': { title: 'L’instance a refusé', hint: 'Ses propres mots suivent.' },
  'rate-limited': {
    title: 'L’instance demande une pause',
    hint: 'Elle a reçu trop de demandes. Réessayez dans un instant.',
  },
  offline: { title: 'Pas de réseau', hint: 'Vérifiez la connexion de cet ordinateur, puis réessayez.' },
  cancelled: { title: 'Annulé', hint: 'Rien n’a été changé.' },
  'foreign-sender': {
    title: 'La demande a été refusée',
    hint: 'Elle ne venait pas de la fenêtre de Longshore.',
  },
  internal: {
    title: 'Une erreur s’est produite dans Longshore',
    hint: 'Réessayez. Si elle revient, copiez le diagnostic et signalez-la.',
  },
  /** Ligne {line} d’un tableau. */
  table: {
    encoding:
      'La ligne {line} n’est pas en UTF-8. Enregistrez le tableau au format « CSV UTF-8 », puis importez-le à nouveau.',
    quotes: 'Ligne {line} : un guillemet est mal placé ou n’est jamais fermé.',
    columns: 'La première ligne ne nomme aucune colonne modifiable, comme title ou tags.',
    'no-uuid':
      'Ligne {line} : la colonne uuid manque. Sans elle, impossible de savoir de quelle vidéo il s’agit.',
    'column-twice': 'La première ligne nomme deux fois la même colonne.',
    cells: 'La ligne {line} n’a pas autant de cellules que la première.',
    'too-long': 'La ligne {line} est plus longue que ne peuvent l’être les textes d’une vidéo.',
    'too-many': 'Il y a plus de 200 000 lignes. Importez le tableau en plusieurs parties.',
    json: 'La ligne {line} n’est pas du JSON valide.',
    record:
      'Ligne {line} : les valeurs d’une vidéo sont des textes, des nombres, true, false ou null ; seuls « tags » et « embedding » peuvent être des listes de textes.',
    empty: 'Il ne contient aucune vidéo.',
  },
  /** Vidéo {record} d’un tableau JSON, qui finit à la ligne {line}. */
  records: {
    json: 'À la vidéo {record} (ligne {line}), ce n’est pas du JSON valide.',
    'no-uuid':
      'La vidéo {record} (ligne {line}) n’a pas d’uuid. Sans lui, impossible de savoir de quelle vidéo il s’agit.',
    'too-long':
      'La vidéo {record} (ligne {line}) est plus longue que ne peuvent l’être les textes d’une vidéo.',
    record:
      'Vidéo {record} (ligne {line}) : ses valeurs sont des textes, des nombres, true, false ou null ; seuls « tags » et « embedding » peuvent être des listes de textes.',
  },
  captions: {
    'no-captions': 'Il ne contient pas de sous-titres. Les formats WebVTT, SubRip, ASS et SBV sont lus.',
    'other-content':
      'Son contenu n’est pas celui d’un fichier de sous-titres de ce type. Utilisez un autre fichier .vtt ou .srt.',
    'too-large': 'Il est trop volumineux.',
    'too-many': 'Il contient trop de sous-titres.',
  },
  closer: {
    dns: 'Aucun serveur ne porte ce nom, ou cet ordinateur n’a pas de connexion. Vérifiez l’orthographe.',
    refused: 'La machine à cette adresse répond, mais sans serveur web. Vérifiez l’adresse et son port.',
    timeout:
      'Le serveur a mis trop de temps. Réessayez dans un instant\u00a0: il est peut-être surchargé ou arrêté.',
    software:
      'Le serveur a répondu en tant que {software}. Vérifiez l’adresse, ou demandez celle de l’instance PeerTube.',
  },
}
