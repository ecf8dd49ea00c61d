export const welcome = {
  title: 'Menez vos vidéos à bon port',
  lead: 'Longshore envoie des dossiers entiers de vidéos à PeerTube\u00a0: complètes, décrites et une seule fois, quoi qu’il arrive en chemin.',
  tryDemo: 'Essayer sans compte',
  demoHint: 'Démarre un petit PeerTube sur cet ordinateur. Rien n’en sort.',
}
