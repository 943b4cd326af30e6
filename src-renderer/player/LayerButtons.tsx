/** Which layers lie over the picture; in its corner, quiet until pointed at. */
import { texts } from '../texts.ts';
import { layerNames, toggleLayer, useOverlay, type LayerName } from './overlay-layers.ts';

export function LayerButtons({ labels }: { labels: Record<LayerName, string> }) {
  const visible = useOverlay((state) => state.visible);
  const layers = useOverlay((state) => state.layers);
  return (
    <fieldset className="layers" aria-label={texts.review.layers}>
      {layerNames.map((name, i) => (
        <button key={name} type="button" className="layer-button" aria-pressed={visible && layers[name]} title={`${labels[name]} (Alt ${i + 1})`} onClick={() => toggleLayer(name)}>{labels[name]}</button>
      ))}
    </fieldset>
  );
}
