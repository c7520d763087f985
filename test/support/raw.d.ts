// Files as text, which the test runner's bundler imports: by this ending, or many by a pattern.
declare module "*?raw" {
  const text: string;
  export default text;
}

interface ImportMeta {
  /** Path → text, of every file that the pattern names. */
  glob(
    pattern: string,
    options: { query: "?raw"; import: "default"; eager: true },
  ): Record<string, string>;
}
