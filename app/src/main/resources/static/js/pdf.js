// Draws pages of a PDF with pdf.js, in a worker and without code made on the fly.
import { getDocument, GlobalWorkerOptions, PasswordResponses, RenderingCancelledException } from "../lib/pdf.js";

GlobalWorkerOptions.workerSrc = new URL("../lib/pdf.worker.js", import.meta.url).href;

const SHARPEST = 2;
// What one canvas may have on every phone.
const MOST_PIXELS = 16_000_000;

const drawings = new WeakMap();

/**
 * Fetches a document of this origin. What it brings along is not run. Its password, if it needs one, stays in the browser.
 * ask(answer, wrong): asks for a password and calls answer with it; wrong after one that did not open the document.
 */
export function open(url, ask) {
  const task = getDocument({ url, isEvalSupported: false, enableXfa: false, withCredentials: true });
  if (ask) task.onPassword = (answer, reason) => ask(answer, reason === PasswordResponses.INCORRECT_PASSWORD);
  return task.promise;
}

/** The same for bytes that the browser has; they are given away. A document that asks for a password fails. */
export function openBytes(data) {
  return getDocument({ data, isEvalSupported: false, enableXfa: false }).promise;
}

/** Draws a page as wide as its canvas is shown. What was there stays until it is done; a newer call for the canvas ends an older one. */
export async function paint(page, canvas) {
  const { width, height } = page.getViewport({ scale: 1 });
  const wide = canvas.clientWidth / width * Math.min(SHARPEST, window.devicePixelRatio || 1);
  const viewport = page.getViewport({ scale: Math.min(wide, Math.sqrt(MOST_PIXELS / (width * height))) });
  const sheet = document.createElement("canvas");
  sheet.width = Math.round(viewport.width);
  sheet.height = Math.round(viewport.height);
  const drawing = page.render({ canvasContext: sheet.getContext("2d"), viewport });
  drawings.get(canvas)?.cancel();
  drawings.set(canvas, drawing);
  try {
    await drawing.promise;
  } catch (stopped) {
    if (stopped instanceof RenderingCancelledException) return;
    throw stopped;
  }
  if (drawings.get(canvas) !== drawing) return;
  canvas.width = sheet.width;
  canvas.height = sheet.height;
  canvas.getContext("2d").drawImage(sheet, 0, 0);
  // Some browsers keep a canvas's memory for as long as it has a size.
  sheet.width = sheet.height = 0;
}

/** Draws a page so many pixels for each of its points. */
export async function paintAt(page, canvas, scale) {
  const viewport = page.getViewport({ scale });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await page.render({ canvasContext: canvas.getContext("2d"), viewport }).promise;
}
