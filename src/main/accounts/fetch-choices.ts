import type { AccountChoices, Choice, Playlist } from '@shared/accounts/choices'
import type { AccountApi } from '../peertube/account-api'
import { limitsFrom } from '../peertube/limits'
import {
  getCategories,
  getConfig,
  getLanguages,
  getLicences,
  getPrivacies,
} from '../peertube/operations/instance'
import { getAccountPlaylists } from '../peertube/operations/playlists'
import { getMyQuotaUsed, getUserInfo } from '../peertube/operations/session'
import type { Priority } from '../peertube/pacing'
import { isAtLeast } from '../peertube/version'
import type { LiveAccount } from './live-account'
import { quotaFrom } from './person'

const PAGE = 100
const MOST_PLAYLISTS = 5000
const REGULAR_PLAYLIST = 1

export interface Asked {
  choices: AccountChoices
  person: Pick<LiveAccount['stored'], 'displayName' | 'quota' | 'instanceName' | 'instanceVersion'>
}

export type Call = Readonly<{ signal: AbortSignal; priority: Priority }>

/** Asks one after the other: a burst would use up the instance's patience for a click. */
export async function fetchChoices(account: LiveAccount, call: Call, now: number): Promise<Asked> {
  const api = account.api()
  const config = await api.call(getConfig, call)
  const me = await api.call(getUserInfo, call)
  const used = await api.call(getMyQuotaUsed, call)
  const languages = choicesFrom(await api.call(getLanguages, call))
  const choices: AccountChoices = {
    channels: me.videoChannels.map(({ id, name, displayName, support }) => ({
      id,
      name,
      displayName: displayName || name,
      support: support ?? '',
    })),
    playlists: await playlistsOf(api, me.account?.name ?? me.username, call),
    categories: numbered(await api.call(getCategories, call)),
    licences: numbered(await api.call(getLicences, call)),
    languages,
    captionLanguages: await captionLanguages(api, config.serverVersion, languages, call),
    privacies: numbered(await api.call(getPrivacies, call)),
    limits: limitsFrom(config),
    fetchedAt: now,
  }
  const person = {
    displayName: me.account?.displayName || me.username,
    quota: quotaFrom(me, used),
    instanceName: config.instance?.name || account.stored.instanceName,
    instanceVersion: config.serverVersion,
  }
  return { choices, person }
}

/** Since 8.2 captions take fewer languages (none of signs); older servers have one list. */
async function captionLanguages(
  api: AccountApi,
  version: string,
  languages: Choice[],
  call: Call,
): Promise<Choice[]> {
  if (!isAtLeast(version, '8.2.0')) return languages
  return choicesFrom(await api.call(getLanguages, { ...call, query: { scope: 'subtitle' } }))
}

async function playlistsOf(api: AccountApi, name: string, call: Call): Promise<Playlist[]> {
  const found: Playlist[] = []
  for (let start = 0; start < MOST_PLAYLISTS; start += PAGE) {
    const query = { start, count: PAGE, sort: '-updatedAt' }
    const { data, total } = await api.call(getAccountPlaylists, { ...call, params: { name }, query })
    for (const { id, uuid, displayName, privacy, type } of data) {
      const isRegular = type === undefined || type.id === REGULAR_PLAYLIST
      if (isRegular) found.push({ id, uuid, displayName, privacy: Number(privacy?.id ?? 0) })
    }
    if (data.length === 0 || start + data.length >= total) break
  }
  return found
}

function choicesFrom(constants: Record<string, string>): Choice[] {
  return Object.entries(constants).map(([id, label]) => ({ id, label }))
}

/** Ids of categories, licences and privacies are numbers; as keys of an object they came as text. */
function numbered(constants: Record<string, string>): Choice[] {
  return Object.entries(constants).map(([id, label]) => ({ id: Number(id), label }))
}
