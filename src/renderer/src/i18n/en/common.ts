export const common = {
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  save: 'Save',
  retry: 'Try again',
  copied: 'Copied',
  openInBrowser: 'Open in browser',
  moreActions: 'More actions',
  loading: 'Loading…',
  closePanel: 'Close the side panel',
}
