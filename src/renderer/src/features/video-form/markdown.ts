import DOMPurify from 'dompurify'
import MarkdownIt from 'markdown-it'

/** What PeerTube itself shows of a description: no pictures, no headings' tricks, no HTML. */
const ALLOWED_TAGS = [
  'a',
  'p',
  'br',
  'em',
  'strong',
  'ul',
  'ol',
  'li',
  'blockquote',
  'code',
  'hr',
  'del',
  's',
]

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable('image')

/** Nodes to show, with nothing in them that could run, load or look like a part of the window. */
export function renderMarkdown(source: string): DocumentFragment {
  return DOMPurify.sanitize(markdown.render(source), {
    ALLOWED_TAGS,
    ALLOWED_ATTR: ['href'],
    ALLOWED_URI_REGEXP: /^https?:/i,
    RETURN_DOM_FRAGMENT: true,
  })
}
