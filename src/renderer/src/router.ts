import { createRouter, createWebHashHistory } from 'vue-router'

/** The places of the window. Pages are loaded when first shown. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: { name: 'uploads' } },
    { path: '/uploads', name: 'uploads', component: () => import('./features/uploads/UploadsPage.vue') },
    { path: '/library', name: 'library', component: () => import('./features/library/LibraryPage.vue') },
    { path: '/receipts', name: 'receipts', component: () => import('./features/receipts/ReceiptsPage.vue') },
    { path: '/settings', name: 'settings', component: () => import('./features/settings/SettingsPage.vue') },
    { path: '/welcome', name: 'welcome', component: () => import('./features/welcome/WelcomePage.vue') },
    { path: '/:rest(.*)*', redirect: { name: 'uploads' } },
  ],
})
