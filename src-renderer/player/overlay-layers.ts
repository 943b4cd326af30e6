/** Which parts of the overlay are shown; remembered while the window is open. */
import { create } from 'zustand';

export const layerNames = ['boxes', 'ids', 'numbers', 'colour', 'state', 'trails'] as const;
export type LayerName = (typeof layerNames)[number];

interface OverlayState {
  visible: boolean;
  layers: Readonly<Record<LayerName, boolean>>;
}

export const useOverlay = create<OverlayState>()(() => ({
  visible: true,
  layers: { boxes: true, ids: false, numbers: true, colour: false, state: true, trails: false },
}));

export function toggleOverlay(): void {
  useOverlay.setState(({ visible }) => ({ visible: !visible }));
}

/** Switching a layer on shows the overlay too: nobody switches on what he does not want to see. */
export function toggleLayer(name: LayerName): void {
  useOverlay.setState(({ visible, layers }) => (visible ? { layers: { ...layers, [name]: !layers[name] } } : { visible: true, layers: { ...layers, [name]: true } }));
}
