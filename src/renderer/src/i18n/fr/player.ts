export const player = {
  theme: {
    'channel-default': 'Celui de la chaîne',
    'instance-default': 'Celui de l’instance',
    galaxy: 'Galaxy',
    lucide: 'Lucide',
  },
  themeHint: {
    video: 'L’aspect du lecteur qui montre cette vidéo.',
    channel: 'L’aspect du lecteur pour les vidéos de cette chaîne, sauf si une vidéo en décide autrement.',
  },
  embed: {
    everywhere: 'Sur tous les sites',
    allowlist: 'Sur ces sites seulement',
    other: 'Réglé ailleurs (règle {policy})',
    sites: 'Sites',
    add: 'Ajouter un site, comme example.org',
    help: 'La vidéo ne s’affiche que dans les pages de ces sites, et sur l’instance elle-même.',
    nowhere: 'Aucun site n’est nommé\u00a0: la vidéo ne peut être intégrée nulle part.',
  },
}
