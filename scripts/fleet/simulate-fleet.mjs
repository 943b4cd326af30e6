/** `npm run simulate-fleet`: placeholder until the model is in place. @returns {Promise<number>} */
export async function simulateFleet() { return 0; }
