/** The command was held wrong, or cannot read what it was given: `'--target' must be ..., got ...; way out`. */
export class UsageError extends Error {}
