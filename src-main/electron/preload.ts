/** The only thing the page gets from us: three functions, no Node, no ipcRenderer. Runs in the sandbox. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../../src-shared/contract/channels.ts';
import type { AppEvent, Bridge } from '../../src-shared/contract/api.ts';

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, { name, input }),
  onEvent: (listener) => {
    const forward = (_: unknown, event: AppEvent): void => listener(event);
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => ipcRenderer.off(EVENT_CHANNEL, forward);
  },
  pathForFile: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('shiftclipper', bridge);
