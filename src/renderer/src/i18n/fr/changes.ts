export const changes = {
  nothing: 'Rien',
  conflict: {
    title: 'Deux modifications de « {title} »',
    hint: 'Ces champs ont changé ici et sur l’instance. Rien n’est remplacé sans votre choix : décidez pour chaque champ.',
    before: 'Avant',
    mine: 'La mienne',
    server: 'Sur l’instance',
    takeMine: 'Tout prendre d’ici',
    takeServer: 'Tout prendre de l’instance',
    tookMine: 'La vôtre est choisie dans chaque champ.',
    tookServer: 'Celle de l’instance est choisie dans chaque champ.',
    left: '{count} champ sans choix : il reste en conflit | {count} champs sans choix : ils restent en conflit',
    all: 'Chaque champ a son choix.',
    apply: 'Appliquer',
    resolved: 'Vos choix sont appliqués.',
  },
}
