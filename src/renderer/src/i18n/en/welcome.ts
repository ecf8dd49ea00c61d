export const welcome = {
  title: 'Bring your videos ashore',
  lead: 'Longshore sends whole folders of videos to PeerTube: complete, described, and once, whatever happens on the way.',
  tryDemo: 'Try it without an account',
  demoHint: 'Starts a small PeerTube on this computer. Nothing leaves it.',
}
