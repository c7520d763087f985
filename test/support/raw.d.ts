// A file as text, which the test runner's bundler imports by this ending.
declare module "*?raw" {
  const text: string;
  export default text;
}
