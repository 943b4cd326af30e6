/** The one function of it that we use. */
declare module 'js-yaml' {
  export function load(text: string): unknown;
}
