import { enumeration } from '../definition.ts'

/** https://learn.microsoft.com/azure/api-management/sustainability#carbon-intensity-categories */
export default enumeration('CarbonIntensityCategory', 'How much carbon a region gives off for its power.', {
  NotAvailable: 0,
  VeryLow: 1,
  Low: 2,
  Medium: 3,
  High: 4,
  VeryHigh: 5,
})
