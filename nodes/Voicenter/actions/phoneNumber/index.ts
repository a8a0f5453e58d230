import type { Resource } from '../operation';
import { check } from './check';

/** What a phone number is. */
export const phoneNumber: Resource = { value: 'phoneNumber', name: 'Phone Number', operations: [check] };
