/**
 * Several named tables of equally long columns in one Apache Arrow IPC file (one row; one list-of-struct column a table),
 * so that a chunk of observations is one atomic file that other Arrow tools can read too.
 * Not a general Arrow wrapper: it knows the six column kinds that observations need.
 */
import { type Data, Field, FixedSizeList, Float32, Float64, Int32, List, RecordBatch, Schema, Struct, Table, Uint8, Utf8, makeData, tableFromIPC, tableToIPC, type DataType } from 'apache-arrow';
import { AppError } from './app-error.ts';

export type ColumnKind = 'f64' | 'f32' | 'i32' | 'u8' | 'utf8' | { vector: number };
export type ColumnValues = Float64Array | Float32Array | Int32Array | Uint8Array | string[];
/** Table → column → kind. Vectors are given flattened, `vector` floats a row. */
export type TableKinds = Record<string, Record<string, ColumnKind>>;
export type TableValues = Record<string, Record<string, ColumnValues>>;

/** The file's bytes; equal input gives equal bytes. Metadata is stored as JSON under `meta`. */
export function encodeColumns(meta: unknown, kinds: TableKinds, values: TableValues): Uint8Array {
  const tables = Object.entries(kinds).map(([table, columns]) => encodeTable(table, columns, values[table] ?? {}));
  const fields = tables.map(({ name, data }) => new Field(name, data.type, false));
  const schema = new Schema(fields, new Map([['meta', JSON.stringify(meta)]]));
  const row = makeData({ type: new Struct(fields), length: 1, nullCount: 0, children: tables.map(({ data }) => data) });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, row)]), 'file');
}

/** What `encodeColumns` was given. Typed arrays look into `bytes`; do not write to them.
 *  @throws AppError `artifact-damaged` when the bytes are not such a file or a table or column is missing. */
export function decodeColumns(bytes: Uint8Array, kinds: TableKinds, fileName: string): { meta: unknown; values: TableValues } {
  try {
    const table = tableFromIPC(bytes);
    const meta: unknown = JSON.parse(table.schema.metadata.get('meta') ?? 'null');
    const values: TableValues = {};
    for (const [name, columns] of Object.entries(kinds)) {
      const list = table.getChild(name)?.data[0];
      const struct = list?.children[0];
      if (struct === undefined) throw new Error(`no table "${name}"`);
      values[name] = decodeTable(struct, columns, name);
    }
    return { meta, values };
  } catch (cause) {
    throw new AppError('artifact-damaged', `${fileName} is not a readable observation file: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function encodeTable(name: string, kinds: Record<string, ColumnKind>, values: Record<string, ColumnValues>): { name: string; data: Data<List<Struct>> } {
  const lengths = new Set(Object.entries(kinds).map(([column, kind]) => rowCount(kind, column, name, values[column])));
  if (lengths.size > 1) throw new Error(`columns of table "${name}" differ in length: ${[...lengths].join(', ')}`);
  const rows = [...lengths][0] ?? 0;
  const children = Object.entries(kinds).map(([column, kind]) => encodeColumn(kind, values[column]!, rows));
  const fields = Object.keys(kinds).map((column, i) => new Field(column, children[i]!.type, false));
  const struct = makeData({ type: new Struct(fields), length: rows, nullCount: 0, children });
  const list = new List(new Field('row', struct.type, false));
  return { name, data: makeData({ type: list, length: 1, nullCount: 0, valueOffsets: Int32Array.of(0, rows), child: struct }) as Data<List<Struct>> };
}

function rowCount(kind: ColumnKind, column: string, table: string, values: ColumnValues | undefined): number {
  if (values === undefined) throw new Error(`table "${table}" lacks column "${column}"`);
  return typeof kind === 'object' ? (kind.vector === 0 ? -1 : values.length / kind.vector) : values.length;
}

function encodeColumn(kind: ColumnKind, values: ColumnValues, rows: number): Data<DataType> {
  if (kind === 'utf8') return encodeText(values as string[]);
  // Arrow's writer joins byte ranges of one buffer that overlap or touch, and the file comes out short: each column gets its own.
  const numbers = (values as Exclude<ColumnValues, string[]>).slice();
  if (typeof kind === 'object') {
    const child = makeData({ type: new Float32(), length: numbers.length, nullCount: 0, data: numbers as Float32Array });
    const type = new FixedSizeList(kind.vector, new Field('value', new Float32(), false));
    return makeData({ type, length: rows, nullCount: 0, child });
  }
  switch (kind) {
    case 'f64': return makeData({ type: new Float64(), length: rows, nullCount: 0, data: numbers as Float64Array });
    case 'f32': return makeData({ type: new Float32(), length: rows, nullCount: 0, data: numbers as Float32Array });
    case 'i32': return makeData({ type: new Int32(), length: rows, nullCount: 0, data: numbers as Int32Array });
    case 'u8': return makeData({ type: new Uint8(), length: rows, nullCount: 0, data: numbers as Uint8Array });
  }
}

function encodeText(texts: readonly string[]): Data<Utf8> {
  const encoder = new TextEncoder();
  const parts = texts.map((text) => encoder.encode(text));
  const valueOffsets = new Int32Array(texts.length + 1);
  parts.forEach((part, i) => { valueOffsets[i + 1] = valueOffsets[i]! + part.length; });
  const data = new Uint8Array(valueOffsets[texts.length]!);
  parts.forEach((part, i) => data.set(part, valueOffsets[i]!));
  return makeData({ type: new Utf8(), length: texts.length, nullCount: 0, valueOffsets, data });
}

function decodeTable(struct: Data<DataType>, kinds: Record<string, ColumnKind>, table: string): Record<string, ColumnValues> {
  const names = (struct.type as Struct).children.map((field) => field.name);
  const columns: Record<string, ColumnValues> = {};
  for (const [column, kind] of Object.entries(kinds)) {
    const data = struct.children[names.indexOf(column)];
    if (data === undefined) throw new Error(`table "${table}" has no column "${column}"`);
    columns[column] = decodeColumn(data, kind, struct.length);
  }
  return columns;
}

function decodeColumn(data: Data<DataType>, kind: ColumnKind, rows: number): ColumnValues {
  if (kind === 'utf8') return decodeText(data as Data<Utf8>, rows);
  if (typeof kind === 'object') return (data.children[0]!.values as Float32Array).subarray(0, rows * kind.vector);
  return (data.values as Exclude<ColumnValues, string[]>).subarray(0, rows);
}

function decodeText(data: Data<Utf8>, rows: number): string[] {
  const decoder = new TextDecoder();
  const { valueOffsets, values } = data;
  return Array.from({ length: rows }, (_, i) => decoder.decode(values.subarray(valueOffsets[i]!, valueOffsets[i + 1]!)));
}
