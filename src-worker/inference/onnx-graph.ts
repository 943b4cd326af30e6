/** Reading, changing and writing ONNX graphs as plain data. Knows nothing of any model; runs nothing. */
import { readFileSync } from 'node:fs';
import onnxProto, { type onnx } from 'onnx-proto';

const proto = onnxProto.onnx; // a CommonJS package

export type Model = onnx.ModelProto;
export type Graph = onnx.GraphProto;
export type GraphNode = onnx.NodeProto;
export type Initializer = onnx.TensorProto;

export const elementType = { f32: 1, u8: 2 } as const;

/** @throws Error when the bytes are no ONNX model with a graph. */
export function readModel(file: string): { model: Model; graph: Graph } {
  const model = proto.ModelProto.decode(readFileSync(file));
  if (!model.graph) throw new Error(`${file} has no graph`);
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
