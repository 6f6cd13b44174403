import type { LoopbackRequest, LoopbackResponse } from '../loopback/server.ts'

interface Order {
  readonly id: string
  readonly customer: string
  readonly product: string
  readonly quantity: number
  readonly status: 'new' | 'packed' | 'shipped'
}

const firstOrders: readonly Order[] = [
  { id: '1003', customer: 'Northwind', product: 'teapot', quantity: 2, status: 'new' },
  { id: '1002', customer: 'Fabrikam', product: 'kettle', quantity: 1, status: 'packed' },
  { id: '1001', customer: 'Northwind', product: 'cup', quantity: 12, status: 'shipped' },
]

/** The app behind the sample API. Orders live as long as the process. */
export function createOrdersApp(): (request: LoopbackRequest) => LoopbackResponse {
  const orders = [...firstOrders]
  let lastId = 1003
  return ({ body, method, url }) => {
    const id = decodeURIComponent(url.pathname.replace(/^\/+|\/+$/g, ''))
    if (id === '' && (method === 'GET' || method === 'HEAD')) {
      const customer = url.searchParams.get('customer')
      return json(200, { orders: orders.filter((order) => customer === null || order.customer === customer) })
    }
    if (id === '' && method === 'POST') {
      const wanted = readOrder(body)
      if (typeof wanted === 'string') return json(400, { error: wanted })
      const order: Order = { id: String(++lastId), ...wanted, status: 'new' }
      orders.unshift(order)
      return json(201, order, { location: `/${order.id}` })
    }
    if (method !== 'GET' && method !== 'HEAD') return json(405, { error: `The back end does not answer ${method}.` })
    const order = orders.find((known) => known.id === id)
    return order ? json(200, order) : json(404, { error: `There is no order ${id}.` })
  }
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): LoopbackResponse => ({
  status,
  headers: { 'x-powered-by': 'Express', ...headers },
  body,
})

function readOrder(text: string): Pick<Order, 'customer' | 'product' | 'quantity'> | string {
  let body: Partial<Order> | null
  try {
    body = JSON.parse(text) as Partial<Order> | null
  } catch {
    return 'The order must be JSON.'
  }
  const { customer, product, quantity } = body ?? {}
  if (typeof customer !== 'string' || customer === '') return 'The order has no customer.'
  if (typeof product !== 'string' || product === '') return 'The order has no product.'
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1)
    return 'The quantity must be a whole number of at least 1.'
  return { customer, product, quantity }
}
