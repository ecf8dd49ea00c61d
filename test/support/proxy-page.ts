import type { Fault } from '../../src/demo-instance'

/** What stands before an instance answers in its place, with a page: it says nothing about what was asked for. */
export const proxyPage = (status: number): Fault => ({
  kind: 'status',
  status,
  body: '<h1>Not here</h1>',
  contentType: 'text/html',
})
