export function environmentForNpm(): NodeJS.ProcessEnv;
