/**
 * The owner account of every n8n that is started here. It listens on this machine's own address only,
 * so the password is no secret; n8n wants its bcrypt hash.
 */
export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Elastic',
	lastName: 'Owner',
	password: 'ElasticIp1',
	passwordHash: '$2a$10$Ffv5Mbcx.Ckp.z3hkqN1Je54KcDvqYqzMkan.2hnterB0XQAf3kZC',
} as const;
