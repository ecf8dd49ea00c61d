function escaped(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, (character) => names[character] ?? character)
}

/** HTML that shows the video on another page, as the instance's own "share" offers it. */
export function embedCode(video: { name: string; uuid: string; url: string }): string {
  const source = new URL(`/videos/embed/${encodeURIComponent(video.uuid)}`, video.url).href
  const attributes = [
    `title="${escaped(video.name)}"`,
    'width="560"',
    'height="315"',
    `src="${escaped(source)}"`,
    'style="border: 0px;"',
    'allow="fullscreen"',
    'sandbox="allow-same-origin allow-scripts allow-popups allow-forms"',
  ]
  return `<iframe ${attributes.join(' ')}></iframe>`
}
