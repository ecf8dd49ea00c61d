import { laterPart } from './on-demand'

// The library's menus are some thirty components each, and none of them is open when the window opens.
export const loadContextMenu = laterPart(() => import('@nuxt/ui/components/ContextMenu.vue'))
export const loadDropdownMenu = laterPart(() => import('@nuxt/ui/components/DropdownMenu.vue'))
