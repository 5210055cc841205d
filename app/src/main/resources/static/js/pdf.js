// Draws pages of a PDF with pdf.js, in a worker and without code made on the fly.
import { getDocument, GlobalWorkerOptions, PasswordResponses } from "../lib/pdf.js";

GlobalWorkerOptions.workerSrc = new URL("../lib/pdf.worker.js", import.meta.url).href;

const SHARPEST = 2;

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

/** Draws a page as wide as its canvas is shown. */
export function paint(page, canvas) {
  const wide = canvas.clientWidth / page.getViewport({ scale: 1 }).width;
  return paintAt(page, canvas, wide * Math.min(SHARPEST, window.devicePixelRatio || 1));
}

/** Draws a page so many pixels for each of its points. */
export async function paintAt(page, canvas, scale) {
  const viewport = page.getViewport({ scale });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await page.render({ canvasContext: canvas.getContext("2d"), viewport }).promise;
}
