export { findTool, type FoundTool } from '../../src-node/find-tool.ts';
