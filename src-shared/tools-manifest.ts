/**
 * The two lists that setup leaves for the app: programs (`bin/<platform>-<arch>/tools.json`) and models (`models/models.json`).
 * Only their shapes; reading the files and checking checksums is the reader's part.
 */
import { z } from 'zod';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a sha256 must be 64 lower-case hex digits');

export const ToolName = z.enum(['ffmpeg', 'ffprobe', 'redis-server', 'electron']);
export type ToolName = z.infer<typeof ToolName>;

export const Tool = z.object({
  /** Absolute, or relative to the folder of tools.json. */
  path: z.string().min(1),
  version: z.string().min(1),
  /** Of the file that `path` leads to, links followed. */
  sha256: Sha256,
  /** Where it came from, in words. */
  source: z.string(),
});
export type Tool = z.infer<typeof Tool>;

export const ToolsManifest = z.object({ version: z.literal(1), tools: z.partialRecord(ToolName, Tool) });
export type ToolsManifest = z.infer<typeof ToolsManifest>;

/** Where a file comes from. An npm source is fetched with the npm client and `path` is inside the package. */
export const DownloadSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('npm'), package: z.string(), version: z.string(), path: z.string() }),
  z.object({ kind: z.literal('url'), url: z.url() }),
  /** Our own work, part of this repository. */
  z.object({ kind: z.literal('repository') }),
]);

const CatalogueFile = z.object({
  /** Name inside resources/models/. */
  file: z.string().min(1),
  sha256: Sha256,
  bytes: z.number().int().positive(),
  /** In the order in which they are tried. */
  sources: z.array(DownloadSource).min(1),
});

export const CatalogueModel = CatalogueFile.extend({
  id: z.string().min(1),
  task: z.enum(['person-detection', 'number-reading']),
  title: z.string(),
  /** SPDX identifier of the weights' licence. */
  licence: z.string(),
  /** `required`: nothing works without it; `optional`: fetched too, missing is a warning; `on-request`: `npm run setup -- --model <id>`. */
  setup: z.enum(['required', 'optional', 'on-request']),
  input: z.object({
    name: z.string(),
    /** Pixels; `null` where the model takes any width. */
    width: z.number().int().positive().nullable(),
    height: z.number().int().positive(),
    channels: z.enum(['rgb', 'bgr']),
    /** What the pixel values 0–255 are scaled to. */
    range: z.tuple([z.number(), z.number()]),
  }),
  /** How the output is read. */
  decode: z.enum(['yolov8', 'ctc', 'jersey-numbers']),
  /** The characters that a text recogniser's classes stand for, one a line. */
  keys: CatalogueFile.optional(),
});
export type CatalogueModel = z.infer<typeof CatalogueModel>;

/** Known to be understood, fetched by hand: no checksum of ours stands for it. */
export const ModelElsewhere = z.object({ id: z.string().min(1), title: z.string(), licence: z.string(), url: z.url(), decode: z.enum(['yolov8', 'yolox', 'nanodet', 'detr']) });

export const ModelCatalogue = z.object({ version: z.literal(1), models: z.array(CatalogueModel).min(1), elsewhere: z.array(ModelElsewhere).optional() });
export type ModelCatalogue = z.infer<typeof ModelCatalogue>;
