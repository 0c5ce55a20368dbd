/**
 * Jest in ESM mode: Nest 12 is ESM only, so it is run by `node --experimental-vm-modules`, which `npm test` does.
 * SWC only takes the types away; `npm run check` has tsc look at them.
 */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testSequencer: '<rootDir>/jest.sequencer.mjs',
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/var/'],
  // A relative import says .js as Node wants it. Where no .js stands (our sources), the .ts is meant.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  // Each may hold a database and a browser and waits for them: three keep the two cores of the smallest machine busy.
  maxWorkers: 3,
  testTimeout: 60_000,
}
