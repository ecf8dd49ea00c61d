import { describe, expect, it } from 'vitest'
import { matchVideo, type NamedVideo } from './match-files'

const video = (title: string, fileName: string | null): NamedVideo => ({ uuid: title, title, fileName })

describe('matchVideo', () => {
  it('goes by the file that a video was made of, before its title', () => {
    const videos = [video('Talk', 'other.mp4'), video('The first one', 'talk.mp4')]
    expect(matchVideo('talk.en.srt', videos)?.title).toBe('The first one')
  })

  it('does not take the one whose file is known for the one whose file is not known yet', () => {
    const videos = [video('Harbour at dawn', 'lighthouse_tour.mp4'), video('Lighthouse tour', null)]
    expect(matchVideo('Lighthouse tour.fr.srt', videos)?.title).toBe('Lighthouse tour')
  })
})
