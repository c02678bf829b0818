import { GENERATED, json, table } from './markdown';
import { describedOperations, linkTo } from './operations';
import { POLICIES, policiesOf, policyNames } from './policies';
import type { Recorded } from './record';

const FEATURES: Record<string, string> = {
	'credential test': 'Test of the credential',
	'get many in all regions': '_Get Many_ of Elastic IPs in _All Regions_',
	trigger: 'Trigger, all events but the next two rows',
	'trigger in all regions': 'Trigger in _All Regions_',
	'trigger on bandwidth use': 'Trigger on _Elastic IP Bandwidth Use Crossed Threshold_',
	'list searchElasticIps': 'List of _Elastic IP_ in a form',
	'list searchRegions': 'List of _Region_ in a form',
	'list getRegions': 'List of _Region Names or IDs_ in a form',
	'list searchBandwidthPackages': 'List of _Internet Shared Bandwidth_ in a form',
	'list searchSegments': 'List of _Elastic IP Group_ in a form',
	'list searchAddressPools': 'List of _IP Address Pool_ in a form',
	'list searchCidrBlocks': 'List of _CIDR Block_ in a form',
	'list searchTagKeys': 'List of tag keys in a form',
	'list searchTagValues': 'List of tag values in a form',
	'list searchResourceGroups': 'List of _Resource Group_ in a form',
	'list searchZones': 'List of _Zone_ in a form',
	'list getElasticIps': 'List of _Elastic IP Names or IDs_ in a form',
	'list getTaggedResources':
		'List of _Resource Names or IDs_ in a form, each type by its own action',
	'list getAddressPools': 'List of _IP Address Pool Names or IDs_ in a form',
	'list getZones': 'List of _Zone Names or IDs_ in a form',
	'list searchTargets': 'List of _Instance_ in a form; what the key may not list is left out',
	'list searchVpcs': 'List of _VPC_ in a form',
};

/** Of the role in a member account. */
const TRUST_POLICY = {
	Version: '1',
	Statement: [
		{
			Effect: 'Allow',
			Action: 'sts:AssumeRole',
			Principal: { RAM: ['acs:ram::1000000000000001:user/n8n'] },
			Condition: { StringEquals: { 'sts:ExternalId': ['your-external-id'] } },
		},
	],
};

/** Of the RAM user in the hub account. */
const HUB_POLICY = {
	Version: '1',
	Statement: [
		{
			Effect: 'Allow',
			Action: ['sts:AssumeRole'],
			Resource: ['acs:ram:*:2000000000000002:role/n8n-eip'],
		},
	],
};

/** `docs/permissions.md`: RAM policies, and which API actions each part of the package calls. */
export function permissionsPage(recorded: Recorded): string {
	const policies = policiesOf(recorded);
	const code = (actions: string[]) => actions.map((action) => `\`${action}\``).join(', ');
	const granted = (actions: string[]) => policyNames(recorded, actions).join(', ');
	const missing = Object.keys(recorded.features).filter((name) => !(name in FEATURES));
	if (missing.length > 0) throw new Error(`Say in words what '${missing.join("', '")}' is`);
	return [
		GENERATED,
		'# Permissions',
		'Policies for the RAM user of a credential, and what each part of the package calls. RAM lists the actions under the codes `vpc`, `ecs`, `slb` and `ram`. The actions were recorded: each operation ran through n8n against the simulator of Alibaba Cloud, also with lost replies and refused requests (`npm run docs`).',
		'## Policies',
		...POLICIES.flatMap(({ policy, name, text }) => [`### ${name}`, text, json(policies[policy])]),
		'## Narrower',
		'`"Resource": "*"` means all regions and resources. To narrow a statement down, name resources by their ARN:',
		table(
			['Resource', 'ARN'],
			[
				['All Elastic IPs of the account', '`acs:vpc:*:{account}:eip/*`'],
				['Those of one region', '`acs:vpc:{region}:{account}:eip/*`'],
				['One Elastic IP', '`acs:vpc:{region}:{account}:eip/{id}`'],
				[
					'One Internet Shared Bandwidth instance',
					'`acs:vpc:{region}:{account}:combandwidthpackage/{id}`',
				],
			],
		),
		'This protects one Elastic IP against release and leaves everything else to the other policies. `1234567890123456` stands for the ID of the account:',
		json({
			Version: '1',
			Statement: [
				{
					Effect: 'Deny',
					Action: ['vpc:ReleaseEipAddress'],
					Resource: ['acs:vpc:cn-hangzhou:1234567890123456:eip/eip-25877c70gddh5abcd'],
				},
			],
		}),
		'Association and disassociation concern two resources: RAM looks at the Elastic IP and at the instance, so a narrowed `vpc:AssociateEipAddress` must name both. [Alibaba Cloud’s list](https://www.alibabacloud.com/help/doc-detail/317671.htm) says which actions can be narrowed down. The policies follow it and have not been tried on a real account.',
		'## Other accounts',
		'With _Assume Role_ in the credential, _Act in Account_ in the node or _Act in Accounts_ in the trigger, the AccessKey of one account (the hub) acts in others (the members). In the examples the hub is `1000000000000001`, a member `2000000000000002`.',
		'In each member, create a RAM role for an Alibaba Cloud account, here `n8n-eip`, with this trust policy. It names the RAM user whose AccessKey is in the credential; `acs:ram::1000000000000001:root` instead stands for all users of the hub that may assume the role. The condition is for an _External ID_; leave it out if there is none:',
		json(TRUST_POLICY),
		'Attach one of the policies above to the role: it says what can be done in the member. A _Session Policy_ in the credential narrows that down further for everything that uses the credential. The role needs no permission for STS.',
		'In the hub, attach this to the RAM user. Name each role, or `acs:ram:*:*:role/n8n-eip` for the role of this name in every account that trusts the hub. The keys of the Alibaba Cloud account itself cannot assume a role:',
		json(HUB_POLICY),
		'When the role is refused, Alibaba Cloud does not say which of three reasons applies: a trust policy without the user, a different external ID, or a missing permission `sts:AssumeRole`.',
		'## What calls what',
		table(
			['Part', 'API actions', 'Granted by'],
			Object.entries(FEATURES).map(([feature, words]) => {
				const actions = recorded.features[feature];
				if (!actions) throw new Error(`Nothing is recorded of '${feature}'`);
				return [words, code(actions), granted(actions)];
			}),
		),
		'## Operations',
		'The page of each operation says where it works with fewer permissions. _If needed_: after a lost or refused request, to read the real state or to undo. Without that permission, the operation then fails.',
		'An Elastic IP that is named by its IP address or by what it is associated with is looked up first, with `DescribeEipAddresses`. By its ID, it is used as it is.',
		table(
			['Resource', 'Operation', 'API actions', 'If needed', 'Granted by'],
			describedOperations().map((described) => {
				const { actions, onTrouble } = recorded.operations[described.id];
				return [
					described.resourceName,
					linkTo(described),
					code(actions),
					code(onTrouble),
					granted(actions),
				];
			}),
		),
	].join('\n\n');
}
