export function ensureNodeJs(major: 20 | 24): Promise<string>;
