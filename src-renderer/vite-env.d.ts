/// <reference types="vite/client" />
import type { Bridge } from '../src-shared/contract/api.ts';

declare global {
  interface Window {
    /** Put there by the preload script; absent when the page is opened outside the app. */
    shiftclipper?: Bridge;
  }
}
