// The order desk's page: a stream of orders at the start, then news of each order, and heartbeats with figures.

const element = id => document.getElementById(id);
const money = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });
const wholeMoney = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
const count = new Intl.NumberFormat('en-IE');
const hours = new Intl.DateTimeFormat('en-IE', { hour: '2-digit', minute: '2-digit' });
const kilometres = new Intl.NumberFormat('en-IE', { style: 'unit', unit: 'kilometer', maximumFractionDigits: 1 });
const time = new Intl.DateTimeFormat('en-IE', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const ROWS_KEPT = 300;
const HEARTBEATS_SHOWN = 120;
const CHANGES_SHOWN = 5;
// Transactions commit in another order than they draw their numbers: what was just asked for is asked for once more.
const REVISION_OVERLAP = 100;
const RETRY_MILLIS = 1000;

const rows = new Map();
const rates = [];
const lags = [];
let filter = 'ALL';
let revision = 0;
let catchingUp = null;
let previous = null;
let reading = null;

/** Calls back for each line of a newline-delimited JSON answer, as it comes. */
async function lines(url, take) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error((await response.json()).message ?? response.statusText);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let taken = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const complete = (rest + part.value).split('\n');
    rest = complete.pop();
    for (const line of complete.filter(Boolean)) {
      take(JSON.parse(line));
      taken++;
    }
  }
  if (rest.trim()) {
    take(JSON.parse(rest));
    taken++;
  }
  return taken;
}

async function post(url, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body)
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.message ?? response.statusText);
  }
  return answer;
}

function toast(text, bad = false) {
  const note = document.createElement('div');
  note.className = bad ? 'toast bad' : 'toast';
  note.textContent = text;
  element('toasts').append(note);
  setTimeout(() => note.remove(), bad ? 6000 : 3200);
}

function cell(className, ...content) {
  const td = document.createElement('td');
  td.className = className;
  td.append(...content);
  return td;
}

function part(tag, className, text) {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

function person(name) {
  const initials = name.split(/\s+/).map(word => word[0]).slice(0, 2).join('').toUpperCase();
  const face = part('span', 'face', initials);
  face.style.setProperty('--hue', [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7));
  const both = part('span', 'person', '');
  both.append(face, name);
  return both;
}

function status(order) {
  if (order.status === 'PAID') {
    return part('span', 'badge', 'Paid');
  }
  const button = part('button', 'pay', 'Pay');
  button.type = 'button';
  button.setAttribute('aria-label', `Pay order ${order.id}`);
  button.addEventListener('click', () => pay(order, button));
  return button;
}

function amount({ amount: value, currency }) {
  return new Intl.NumberFormat('en-IE', { style: 'currency', currency }).format(value);
}

function distance(order) {
  return Math.hypot(order.place.x, order.place.y);
}

/** What the database filters a list by, for the orders that come one by one. */
function isWanted(order) {
  const near = Number(element('near').value);
  const soon = Number(element('soon').value);
  const now = Date.now();
  return (filter === 'ALL' || filter === order.status)
    && (!near || distance(order) <= near)
    && (!soon || new Date(order.delivery.from) < now + soon * 3_600_000 && new Date(order.delivery.until) > now);
}

function rowOf(order) {
  const tr = document.createElement('tr');
  tr.dataset.id = order.id;
  tr.dataset.status = order.status;
  const product = part('span', 'product', `${order.quantity} × `);
  product.append(part('b', '', order.product));
  tr.append(
    cell('id', `#${order.id}`),
    cell('', person(order.customer)),
    cell('product', product),
    cell('number', amount(order.total)),
    cell('when window', `${hours.format(new Date(order.delivery.from))}–${hours.format(new Date(order.delivery.until))}`),
    cell('number distance', kilometres.format(distance(order))),
    cell('when', time.format(new Date(order.placedAt))),
    cell('action', status(order)));
  tr.hidden = !isWanted(order);
  return tr;
}

/** Puts an order where it belongs, the newest on top; one that is there already is replaced when it has changed. */
function show(order, fresh) {
  revision = Math.max(revision, order.revision);
  const known = rows.get(order.id);
  if (known && known.order.revision >= order.revision) {
    return;
  }
  const tr = rowOf(order);
  if (fresh) {
    tr.classList.add('fresh');
  }
  if (known) {
    known.tr.replaceWith(tr);
  } else {
    const body = element('orders');
    let below = body.firstElementChild;
    while (below && Number(below.dataset.id) > order.id) {
      below = below.nextElementSibling;
    }
    body.insertBefore(tr, below);
  }
  rows.set(order.id, { order, tr });
}

function forgetOldest() {
  const body = element('orders');
  while (body.children.length > ROWS_KEPT) {
    rows.delete(Number(body.lastElementChild.dataset.id));
    body.lastElementChild.remove();
  }
  element('empty').hidden = [...body.children].some(tr => !tr.hidden);
}

/** One after the other: what is asked for now may have happened behind the one under way. */
function catchUp() {
  catchingUp = (catchingUp ?? Promise.resolve()).then(readChanges);
  return catchingUp;
}

async function readChanges() {
  try {
    await lines(`api/orders/changes?since=${Math.max(0, revision - REVISION_OVERLAP)}`, order => show(order, true));
    forgetOldest();
    return true;
  } catch (trouble) {
    state('trouble', trouble.message);
    return false;
  }
}

async function pay(order, button) {
  button.disabled = true;
  try {
    if (element('contended').checked) {
      const payment = await post(`api/orders/${order.id}/contended-payment`);
      show(payment.order, true);
      toast(`Order #${order.id} is paid, by attempt ${payment.attempts}: somebody else had changed it meanwhile`);
    } else {
      show(await post(`api/orders/${order.id}/payment`), true);
      toast(`Order #${order.id} is paid: ${amount(order.total)}`);
    }
  } catch (trouble) {
    button.disabled = false;
    toast(trouble.message, true);
  }
}

function state(kind, text) {
  element('state').dataset.state = kind;
  element('state-text').textContent = text;
}

function showTotals(totals) {
  element('total-orders').textContent = count.format(totals.orders);
  element('total-open').textContent = count.format(totals.open);
  element('total-revenue').textContent = wholeMoney.format(totals.revenue);
  element('total-minute').textContent = count.format(totals.lastMinute);
}

function showPool(pool) {
  const slots = element('slots');
  const many = Math.max(pool.maxSize, pool.size);
  while (slots.children.length < many) {
    slots.append(document.createElement('i'));
  }
  [...slots.children].forEach((slot, i) => {
    slot.className = i < pool.inUse ? 'busy' : i < pool.inUse + pool.idle ? 'idle' : '';
  });
  element('pool-in-use').textContent = pool.inUse;
  element('pool-idle').textContent = pool.idle;
  element('pool-free').textContent = Math.max(0, pool.maxSize - pool.inUse - pool.idle);
  element('pool-acquired').textContent = count.format(pool.acquired);
  element('pool-pending').textContent = count.format(pool.pending);
  element('pool-created').textContent = count.format(pool.created);
  element('pool-hint').textContent = `${pool.size} of at most ${pool.maxSize} open`;
}

function showRate(pool) {
  const now = performance.now();
  if (previous) {
    rates.push((pool.acquired - previous.acquired) * 1000 / Math.max(1, now - previous.at));
    if (rates.length > HEARTBEATS_SHOWN) {
      rates.shift();
    }
  }
  previous = { acquired: pool.acquired, at: now };
  plot(rates, 8, 'chart');
  element('rate').textContent = Math.round(rates.at(-1) ?? 0);
}

/** Draws figures from right to left, the newest at the right edge. */
function plot(figures, least, chart) {
  const top = Math.max(least, ...figures);
  const points = figures.map((figure, i) => {
    const x = 240 - (figures.length - 1 - i) * 240 / (HEARTBEATS_SHOWN - 1);
    return `${x.toFixed(1)},${(61 - figure / top * 56).toFixed(1)}`;
  });
  if (points.length > 1) {
    const line = `M${points.join('L')}`;
    element(`${chart}-line`).setAttribute('d', line);
    element(`${chart}-area`).setAttribute('d', `${line}L240,64L${points[0].split(',')[0]},64Z`);
  }
}

/** A change from the server's log: who did what, before and after. */
function showChange(change) {
  const item = part('li', 'change', '');
  item.dataset.order = change.orderId;
  const states = [change.before, change.after].map(status => status ?? '–').join(' → ');
  item.append(part('b', change.what.toLowerCase(), change.what), part('span', 'order', `#${change.orderId} ${change.customer}`),
    part('span', 'states', states), part('span', 'who', `by ${change.who}`),
    part('span', 'when', time.format(new Date(change.at))));
  element('feed').prepend(item);
  while (element('feed').children.length > CHANGES_SHOWN) {
    element('feed').lastElementChild.remove();
  }
}

function showFeed({ state: feedState, lagBytes, lagMillis }) {
  lags.push(lagBytes);
  if (lags.length > HEARTBEATS_SHOWN) {
    lags.shift();
  }
  plot(lags, 1024, 'lag');
  element('lag').textContent = count.format(lagBytes);
  element('feed-state').textContent = `${feedState.toLowerCase()}, ${(lagMillis / 1000).toFixed(1)} s behind`;
  element('feed-switch').textContent = feedState === 'PAUSED' ? 'Resume' : 'Pause';
}

async function switchFeed() {
  const resume = element('feed-switch').textContent === 'Resume';
  try {
    showFeed(await post(resume ? 'api/feed/resume' : 'api/feed/pause'));
  } catch (trouble) {
    toast(trouble.message, true);
  }
}

function listenToFeed() {
  new EventSource('api/feed').onmessage = message => {
    const { change, figures } = JSON.parse(message.data);
    if (change) {
      showChange(change);
    } else {
      showFeed(figures);
    }
  };
}

function listen() {
  listenToFeed();
  const heartbeats = new EventSource('api/live');
  heartbeats.onmessage = message => {
    const { pool, totals, trouble } = JSON.parse(message.data);
    showPool(pool);
    showRate(pool);
    if (!totals) {
      state('trouble', `database: ${trouble}`);
      return;
    }
    state('live', 'live');
    showTotals(totals);
  };
  heartbeats.onerror = () => state('trouble', 'the application does not answer');
  const news = new EventSource('api/live/orders');
  // whatever happened between the list and this moment, or while the stream was away
  news.onopen = () => catchUp();
  news.onmessage = message => {
    const { order, missed } = JSON.parse(message.data);
    if (missed) {
      caughtUp(missed);
    } else {
      show(order, true);
      forgetOldest();
    }
  };
}

/** News was lost with the connection to the database: what it would have told is read from there. */
async function caughtUp({ from, until }) {
  while (!await catchUp()) {
    await new Promise(resolve => setTimeout(resolve, RETRY_MILLIS));
  }
  const at = instant => time.format(new Date(instant));
  const gap = element('gap');
  gap.textContent = `No news between ${at(from)} and ${at(until)}: caught up from the table`;
  gap.hidden = false;
}

function showPrice() {
  const option = element('product').selectedOptions[0];
  const pieces = Number(element('quantity').value);
  element('price').textContent = option && pieces > 0 ? money.format(option.dataset.price * pieces) : '';
}

async function place(event) {
  event.preventDefault();
  const button = element('place');
  button.disabled = true;
  try {
    const order = await post('api/orders', {
      customer: element('customer').value.trim(),
      product: element('product').value,
      quantity: Number(element('quantity').value)
    });
    show(order, true);
    forgetOldest();
    element('customer').value = '';
    toast(`Order #${order.id} is placed`);
  } catch (trouble) {
    toast(trouble.message, true);
  } finally {
    button.disabled = false;
  }
}

async function rush() {
  element('rush').disabled = true;
  try {
    const { orders, millis } = await post('api/rush');
    toast(`${count.format(orders)} orders in ${count.format(millis)} ms`);
  } catch (trouble) {
    toast(trouble.message, true);
  } finally {
    element('rush').disabled = false;
  }
}

/** Takes the long report, and tells of it, until it ends or the visitor has seen enough. */
async function report() {
  if (reading) {
    reading.abort();
    return;
  }
  reading = new AbortController();
  const button = element('report');
  const told = element('report-lines');
  button.textContent = 'Stop';
  let taken = 0;
  try {
    const response = await fetch('api/report', { signal: reading.signal });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      taken += part.value.split('\n').length - 1;
      told.textContent = `${count.format(taken)} lines so far`;
      // a reader who takes his time: the server sends no faster
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    told.textContent = `all of its ${count.format(taken)} lines`;
  } catch (trouble) {
    if (!reading.signal.aborted) {
      toast(trouble.message, true);
    }
    told.textContent = `stopped after ${count.format(taken)} lines`;
  } finally {
    reading = null;
    button.textContent = 'Read';
  }
}

/** Asks the database for the newest orders of those that are wanted; what was shown and is not stays hidden. */
function readWanted(fresh) {
  const wanted = new URLSearchParams({ limit: ROWS_KEPT });
  if (filter !== 'ALL') {
    wanted.set('status', filter);
  }
  for (const name of ['near', 'soon']) {
    if (element(name).value) {
      wanted.set(name, element(name).value);
    }
  }
  return lines(`api/orders?${wanted}`, order => show(order, fresh));
}

async function narrow() {
  rows.forEach(({ order, tr }) => {
    tr.hidden = !isWanted(order);
  });
  try {
    element('streamed').textContent = `${count.format(await readWanted(false))} rows match`;
  } catch (trouble) {
    state('trouble', trouble.message);
  }
  forgetOldest();
}

function choose(chip) {
  filter = chip.dataset.filter;
  document.querySelectorAll('.chip').forEach(other => other.setAttribute('aria-pressed', String(other === chip)));
  rows.forEach(({ order, tr }) => {
    tr.hidden = !isWanted(order);
  });
  forgetOldest();
}

async function start() {
  element('new-order').addEventListener('submit', place);
  element('product').addEventListener('change', showPrice);
  element('quantity').addEventListener('input', showPrice);
  element('rush').addEventListener('click', rush);
  element('report').addEventListener('click', report);
  element('feed-switch').addEventListener('click', switchFeed);
  document.querySelectorAll('.chip').forEach(chip => chip.addEventListener('click', () => choose(chip)));
  ['near', 'soon'].forEach(name => element(name).addEventListener('change', narrow));
  try {
    const products = await (await fetch('api/products')).json();
    element('product').append(...products.map(({ name, price }) => {
      const option = part('option', '', name);
      option.value = name;
      option.dataset.price = price;
      return option;
    }));
    showPrice();
    const begin = performance.now();
    const taken = await readWanted(false);
    element('streamed').textContent =
      `${count.format(taken)} rows streamed in ${Math.round(performance.now() - begin)} ms, changes as they come`;
    forgetOldest();
  } catch (trouble) {
    state('trouble', trouble.message);
  }
  listen();
}

start();
