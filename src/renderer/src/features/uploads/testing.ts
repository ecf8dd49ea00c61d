import type { Session, UploadRow } from '@shared/uploads/upload'

/** A plausible row for tests; give what matters to the test. */
export function aRow(parts: Partial<UploadRow> = {}): UploadRow {
  return {
    id: 'row',
    accountId: 'account',
    position: 1,
    title: 'Harbour at dawn',
    fileName: 'harbour.mp4',
    fileBytes: 1000,
    addedAt: 0,
    privacy: 3,
    channelId: 1,
    bytesSent: 0,
    state: { name: 'draft' },
    problems: [],
    steps: [],
    isHeldBack: false,
    thumbnailVersion: null,
    replaces: null,
    ...parts,
  }
}

export function aSession(parts: Partial<Session> = {}): Session {
  return {
    uploadId: 'session',
    lastModified: 1,
    title: 'Harbour at dawn',
    lastByteAt: 0,
    lastByteSent: false,
    ...parts,
  }
}
