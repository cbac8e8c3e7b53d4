// Says how much of a sum is still to be shared out while amounts are typed.
import { wordsOf } from "./words.js";

const pounds = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP", minimumFractionDigits: 0 });

export function penceOf(typed) {
  const plain = typed.replace(/[£,\s]/g, "");
  return /^\d+(\.\d{2})?$/.test(plain) ? Math.round(Number(plain) * 100) : 0;
}

export function start(budget) {
  const words = wordsOf(budget);
  const total = Number(budget.dataset.total);
  const left = budget.querySelector("[data-left]");
  const fields = [...budget.querySelectorAll("input")];
  const tell = () => {
    const rest = total - fields.reduce((sum, { value }) => sum + penceOf(value), 0);
    const said = rest === 0 ? "all" : rest > 0 ? "left" : "over";
    left.textContent = words(said, { sum: pounds.format(Math.abs(rest) / 100) });
    left.classList.toggle("app-budget__left--over", rest < 0);
    left.hidden = false;
  };
  budget.addEventListener("input", tell);
  tell();
}
