export { writeAtomically, writeJsonAtomically } from '../../src-node/write-atomically.ts';
