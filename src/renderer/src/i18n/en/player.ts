export const player = {
  theme: {
    'channel-default': 'The one of the channel',
    'instance-default': 'The one of the instance',
    galaxy: 'Galaxy',
    lucide: 'Lucide',
  },
  themeHint: {
    video: 'How the player looks that shows this video.',
    channel: 'How the player looks that shows videos of this channel, unless a video says otherwise.',
  },
  embed: {
    everywhere: 'On every site',
    allowlist: 'On these sites only',
    other: 'Set elsewhere (policy {policy})',
    sites: 'Sites',
    add: 'Add a site, such as example.org',
    help: 'The video is shown inside pages of these sites alone, and of the instance itself.',
    nowhere: 'No site is named: the video can be embedded nowhere.',
  },
}
