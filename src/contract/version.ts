// The version of Ledge, as package.json has it: what traces are marked with.
export const VERSION = "0.1.0";
