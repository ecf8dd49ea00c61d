import { statSync } from 'node:fs'
import { join } from 'node:path'

/** Where a video's picture and sound are apart. The files of the folder are named as below. */
export interface SplitRecord {
  folder: string
  audioFileId: number
}

export const SPLIT_FILES = {
  master: 'master.m3u8',
  picture: '180-fragmented.mp4',
  sound: '0-fragmented.mp4',
  /** What ffmpeg makes of both. */
  generated: 'generated.mp4',
} as const

export function splitBytes({ folder }: SplitRecord, file: keyof typeof SPLIT_FILES): number {
  return statSync(join(folder, SPLIT_FILES[file])).size
}
