/** Reading, changing and writing ONNX graphs as plain data. Knows nothing of any model; runs nothing. */
import { readFileSync } from 'node:fs';
import onnxProto, { type onnx } from 'onnx-proto';

const proto = onnxProto.onnx; // a CommonJS package

export type Model = onnx.ModelProto;
export type Graph = onnx.GraphProto;
export type GraphNode = onnx.NodeProto;
export type Initializer = onnx.TensorProto;

export const elementType = { f32: 1, u8: 2, i8: 3, i32: 6 } as const;

/** @throws Error when the bytes are no ONNX model with a graph. */
export function readModel(file: string): { model: Model; graph: Graph } {
  return parseModel(readFileSync(file), file);
}

/** @param name for the error. @throws Error as `readModel`. */
export function parseModel(bytes: Uint8Array, name: string): { model: Model; graph: Graph } {
  const model = proto.ModelProto.decode(bytes);
  if (!model.graph) throw new Error(`${name} has no graph`);
  return { model, graph: model.graph as Graph };
}

export function writeModel(model: Model): Uint8Array {
  return proto.ModelProto.encode(model).finish();
}

/** A named input or output. A dimension given as text is free and gets its value when the model is loaded. */
export function valueInfo(name: string, elemType: number, dimensions: readonly (number | string)[]): onnx.ValueInfoProto {
  const dim = dimensions.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }));
  return proto.ValueInfoProto.create({ name, type: { tensorType: { elemType, shape: { dim } } } }) as onnx.ValueInfoProto;
}

export function castNode(input: string, output: string, to: number): GraphNode {
  return proto.NodeProto.create({ opType: 'Cast', name: `Cast_${output}`, input: [input], output: [output], attribute: [{ name: 'to', i: to, type: proto.AttributeProto.AttributeType.INT }] }) as GraphNode;
}

/** @param attributes whole numbers. */
export function makeNode(opType: string, input: string[], output: string[], attributes: Record<string, number> = {}): GraphNode {
  const attribute = Object.entries(attributes).map(([name, i]) => ({ name, i, type: proto.AttributeProto.AttributeType.INT }));
  return proto.NodeProto.create({ opType, name: `${opType}_${output[0]}`, input, output, attribute }) as GraphNode;
}

export function scalarTensor(name: string, dataType: typeof elementType.f32 | typeof elementType.u8, value: number): Initializer {
  return makeTensor(name, dataType, [], dataType === elementType.f32 ? Float32Array.of(value) : Uint8Array.of(value));
}

export function vectorTensor(name: string, values: Float32Array | Int32Array): Initializer {
  return makeTensor(name, values instanceof Float32Array ? elementType.f32 : elementType.i32, [values.length], values);
}

export function int8Tensor(name: string, dims: readonly number[], values: Int8Array): Initializer {
  return makeTensor(name, elementType.i8, dims, values);
}

function makeTensor(name: string, dataType: number, dims: readonly number[], values: Float32Array | Int32Array | Int8Array | Uint8Array): Initializer {
  return proto.TensorProto.create({ name, dims: [...dims], dataType, rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) }) as Initializer;
}

/** @throws Error naming the node, so that another export of the same architecture fails clearly. */
export function findNode(graph: Graph, name: string): GraphNode {
  const found = graph.node.find((node) => node.name === name);
  if (!found) throw new Error(`the model has no node ${name}; it must be a YOLOv8 export with the usual names`);
  return found as GraphNode;
}

/** @throws Error when the tensor is not among the model's constants. */
export function findInitializer(graph: Graph, name: string | null | undefined): Initializer {
  const found = graph.initializer.find((tensor) => tensor.name === name);
  if (!found) throw new Error(`the model has no constant ${String(name)}`);
  return found as Initializer;
}

export function sizesOf(tensor: Initializer): number[] {
  return (tensor.dims ?? []).map(Number);
}

/** A private copy of a float tensor's values. */
export function floatsOf(tensor: Initializer): Float32Array {
  const raw = tensor.rawData;
  if (!raw?.length) return Float32Array.from(tensor.floatData ?? []);
  return new Float32Array(Uint8Array.from(raw).buffer);
}

export function setFloats(tensor: Initializer, dims: readonly number[], values: Float32Array): void {
  tensor.dims = [...dims];
  tensor.floatData = [];
  tensor.rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** Renames a value everywhere it is made or used. */
export function renameValue(graph: Graph, from: string, to: string): void {
  for (const node of graph.node) {
    node.input = (node.input ?? []).map((name) => (name === from ? to : name));
    node.output = (node.output ?? []).map((name) => (name === from ? to : name));
  }
}

/** Drops nodes and constants that no output needs. */
export function prune(graph: Graph): void {
  const needed = new Set(graph.output.map((output) => output.name ?? ''));
  const kept: typeof graph.node = [];
  for (const node of [...graph.node].reverse()) {
    if (!(node.output ?? []).some((name) => needed.has(name))) continue;
    kept.push(node);
    for (const name of node.input ?? []) if (name) needed.add(name);
  }
  graph.node = kept.reverse();
  graph.initializer = graph.initializer.filter((tensor) => needed.has(tensor.name ?? ''));
  graph.valueInfo = [];
}
