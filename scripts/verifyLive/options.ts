import { parseArgs } from 'node:util';

export const USAGE = `Confirms against the real API of Alibaba Cloud what this package assumes and no document settles.
It only reads, unless --write is given. The table it prints can be pasted into an issue.

  npm run verify-live [-- options]

  --region ID        the region to look at (default cn-hangzhou); one with Elastic IPs tells most
  --endpoint URL     another address than that of the region, such as a gateway
  --write            also buy one Elastic IP, try ClientToken, rename it and release it; asks first
  --yes              don't ask
  --show-ids         show IDs and addresses in the table instead of masking them

The AccessKey comes from the environment; AliyunVPCReadOnlyAccess is enough without --write:

  ALIBABA_CLOUD_ACCESS_KEY_ID
  ALIBABA_CLOUD_ACCESS_KEY_SECRET
  ALIBABA_CLOUD_SECURITY_TOKEN     only for temporary keys
`;

export interface Options {
	credentials: Credentials;
	write: boolean;
	/** Don't ask before something is bought. */
	yes: boolean;
	showIds: boolean;
}

/** The fields of the package's credential that can be chosen here. */
export interface Credentials {
	accessKeyId: string;
	accessKeySecret: string;
	securityToken: string;
	regionId: string;
	endpointType: 'public' | 'custom';
	endpoint: string;
}

/** @throws Error that says what is missing; undefined when only help is wanted */
export function readOptions(
	parameters: string[],
	environment: NodeJS.ProcessEnv,
): Options | undefined {
	const { values } = parseArgs({
		args: parameters,
		options: {
			region: { type: 'string', default: 'cn-hangzhou' },
			endpoint: { type: 'string' },
			write: { type: 'boolean', default: false },
			yes: { type: 'boolean', default: false },
			'show-ids': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return undefined;
	const need = (name: string) => {
		const value = environment[name]?.trim();
		if (!value) throw new Error(`The environment variable ${name} is not set.\n\n${USAGE}`);
		return value;
	};
	return {
		credentials: {
			accessKeyId: need('ALIBABA_CLOUD_ACCESS_KEY_ID'),
			accessKeySecret: need('ALIBABA_CLOUD_ACCESS_KEY_SECRET'),
			securityToken: environment.ALIBABA_CLOUD_SECURITY_TOKEN?.trim() ?? '',
			regionId: values.region,
			endpointType: values.endpoint === undefined ? 'public' : 'custom',
			endpoint: values.endpoint ?? '',
		},
		write: values.write,
		yes: values.yes,
		showIds: values['show-ids'],
	};
}
