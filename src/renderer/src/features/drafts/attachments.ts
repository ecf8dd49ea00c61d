import { api } from '../../api'

/** Pictures and captions go to main by calls of their own: their files are chosen and kept there. */
export const attachments = {
  pickThumbnail: (ids: readonly string[]) => api.call('drafts.pickThumbnail', { ids: [...ids] }),
  clearThumbnail: (ids: readonly string[]) => api.call('drafts.clearThumbnail', { ids: [...ids] }),
  /** A JPEG of the video's picture at `frameAt` seconds. */
  setFrame: (id: string, jpeg: Uint8Array<ArrayBuffer>, frameAt: number) =>
    api.call('drafts.setFrame', { id, jpeg, frameAt }),
  pickCaption: (id: string, language: string | null) => api.call('drafts.pickCaption', { id, language }),
  setCaptionLanguage: (id: string, from: string, to: string) =>
    api.call('drafts.setCaptionLanguage', { id, from, to }),
  removeCaption: (id: string, language: string) => api.call('drafts.removeCaption', { id, language }),
  /** Answers the names of files that are neither captions nor pictures. */
  attach: async (id: string, files: readonly File[]): Promise<string[]> =>
    (await api.attachFiles(id, files)).refused,
}
