/** The two functions of it that we use. */
declare module 'js-yaml' {
  export function load(text: string): unknown;
  export function dump(value: unknown): string;
}
