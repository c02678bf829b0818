import { OWNER } from './owner';
import type { NodeJs } from './nodeJs';

const HOST = '127.0.0.1';

/** Settings of a developer's own n8n must not reach the one that is started here. */
const SETTINGS_OF_N8N =
	/^(N8N_(?!EIP_)|DB_|EXECUTIONS_|QUEUE_|OFFLOAD_|GENERIC_|WEBHOOK_|NODE_FUNCTION_|CREDENTIALS_|VUE_APP_|NODES_|NODE_ENV$|NODE_OPTIONS$)/;

export interface N8nSettings {
	node: NodeJs;
	/** n8n's user folder; its data are in `.n8n` below it. */
	home: string;
	port: number;
	brokerPort: number;
	/** Further settings of n8n. */
	env?: Readonly<Record<string, string>>;
}

/** The environment of an n8n that keeps to itself: this machine only, SQLite, nothing sent home. */
export function n8nEnvironment({
	node,
	home,
	port,
	brokerPort,
	env,
}: N8nSettings): NodeJS.ProcessEnv {
	const inherited = Object.fromEntries(
		Object.entries(node.env).filter(([name]) => !SETTINGS_OF_N8N.test(name)),
	);
	return {
		...inherited,
		NO_PROXY: [process.env.NO_PROXY, HOST, 'localhost'].filter(Boolean).join(','),
		N8N_USER_FOLDER: home,
		N8N_PORT: String(port),
		N8N_HOST: HOST,
		N8N_LISTEN_ADDRESS: HOST,
		N8N_PROTOCOL: 'http',
		N8N_EDITOR_BASE_URL: `http://${HOST}:${port}`,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_LOG_LEVEL: 'info',
		DB_TYPE: 'sqlite',
		GENERIC_TIMEZONE: 'UTC',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: OWNER.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: OWNER.firstName,
		N8N_INSTANCE_OWNER_LAST_NAME: OWNER.lastName,
		N8N_INSTANCE_OWNER_PASSWORD_HASH: OWNER.passwordHash,
		...env,
	};
}
