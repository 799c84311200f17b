/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/cluster/', '<rootDir>/test/import/'],
  moduleNameMapper: {
    '^cdk8s-patterns$': '<rootDir>/src/index.ts',
    '^cdk8s-patterns/jest$': '<rootDir>/src/jest.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/lib', '<rootDir>/pkg'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', diagnostics: false }] },
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
};
