import { outOfRange } from '../clr/clr-exception.ts'
import { ClrRandom } from '../clr/random.ts'
import { ClrDouble } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

/** https://learn.microsoft.com/dotnet/api/system.random */
export default type({
  name: 'System.Random',
  summary: 'Pseudo-random numbers.',
  ctors: [
    member('()', 'Seeded by chance.', (call: Call) => new ClrRandom(Math.floor(call.host.random() * 2147483647))),
    member('(int Seed)', 'The numbers of a seed.', (_call: Call, seed: number) => new ClrRandom(seed)),
  ],
  members: [
    member('int Next()', 'A number not below 0.', (_call, self: ClrRandom) => self.integer()),
    member(
      'int Next(int maxValue)',
      'A number not below 0 and below the limit.',
      (_call, self: ClrRandom, most: number) => {
        if (most < 0) throw outOfRange("'maxValue' must be greater than zero.\nParameter name: maxValue")
        return Math.trunc(self.fraction() * most)
      },
    ),
    member(
      'int Next(int minValue, int maxValue)',
      'A number not below the first and below the second.',
      (_call, self: ClrRandom, least: number, most: number) => {
        if (least > most) throw outOfRange("'minValue' cannot be greater than maxValue.\nParameter name: minValue")
        return Math.trunc(self.fraction() * (most - least)) + least
      },
    ),
    member(
      'double NextDouble()',
      'A number not below 0 and below 1.',
      (_call, self: ClrRandom) => new ClrDouble(self.fraction()),
    ),
    member('void NextBytes(byte[] buffer)', 'Fills an array.', (_call, self: ClrRandom, buffer: Uint8Array) => {
      for (let index = 0; index < buffer.length; index++) buffer[index] = self.integer() % 256
    }),
  ],
})
